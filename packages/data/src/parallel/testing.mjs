// Functions that tests of parallel maps name, as a program names those of its own modules.
const table = new Float32Array([10, 20, 30]);

export const lookUp = (x) => ({ data: table, shape: [3], x });

export default (x, index, { epoch }) => [x, index, epoch];

export const notOne = 5;
