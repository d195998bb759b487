/** Pictures to paint after, drawn by code: strokes whose style a network can take up. */
export const patterns = {
  waves: (at: CanvasRenderingContext2D, size: number) => {
    for (let y = -size / 4; y < size * 1.2; y += size / 16) {
      at.strokeStyle = `hsl(${205 + (y / size) * 40} 70% ${30 + (Math.abs(y * 7) % 45)}%)`;
      at.lineWidth = size / 22;
      at.beginPath();
      for (let x = -10; x <= size + 10; x += 4)
        at.lineTo(x, y + (Math.sin(x / (size / 12) + y) * size) / 22 + (Math.sin(x / (size / 3)) * size) / 12);
      at.stroke();
    }
  },
  mosaic: (at: CanvasRenderingContext2D, size: number) => {
    const tile = size / 14;
    for (let y = 0; y < 14; y++)
      for (let x = 0; x < 14; x++) {
        at.fillStyle = `hsl(${(x * 47 + y * 83 + x * y * 13) % 360} 75% ${45 + ((x * 5 + y * 3) % 4) * 9}%)`;
        at.fillRect(x * tile + 1, y * tile + 1, tile - 2, tile - 2);
      }
  },
  hatching: (at: CanvasRenderingContext2D, size: number) => {
    at.strokeStyle = '#2a2118';
    for (let i = -size; i < size * 2; i += size / 40) {
      at.lineWidth = 1 + (Math.abs(i) % 3);
      at.beginPath();
      at.moveTo(i, 0);
      at.lineTo(i - size, size);
      if (Math.floor(i / 9) % 3 === 0) {
        at.moveTo(i, 0);
        at.lineTo(i + size / 2, size);
      }
      at.stroke();
    }
  },
} as const;

export type PatternName = keyof typeof patterns;

/** A pattern as a square picture. */
export function drawPattern(name: PatternName, size: number): ImageData {
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  const at = canvas.getContext('2d');
  if (!at) throw new Error('this browser draws no canvas');
  at.fillStyle = name === 'hatching' ? '#f3ead8' : '#14243d';
  at.fillRect(0, 0, size, size);
  patterns[name](at, size);
  return at.getImageData(0, 0, size, size);
}
