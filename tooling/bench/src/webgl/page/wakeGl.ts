/** Makes the browser start its GPU process and draw a point, which whoever comes first would pay for. */
export function wakeGl(): void {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) throw new Error('This browser has no WebGL2 here');
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, 'void main() { gl_Position = vec4(0, 0, 0, 1); gl_PointSize = 1.0; }'],
    [gl.FRAGMENT_SHADER, 'precision highp float; out vec4 color; void main() { color = vec4(1); }'],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) throw new Error('WebGL2 makes no shader');
    gl.shaderSource(shader, `#version 300 es\n${source}`);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  gl.useProgram(program);
  gl.drawArrays(gl.POINTS, 0, 1);
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
}
