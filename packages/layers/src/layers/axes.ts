// Names of the axes that layers take, as their messages print them.

export const imageAxes: readonly string[] = ['batch', 'height', 'width', 'channels'];
export const sequenceAxes: readonly string[] = ['batch', 'steps', 'channels'];
