import { afterEach, describe, expect, it, vi } from 'vitest';
import { webcam } from './webcam';

/** A camera that sees a canvas: red above, blue below. */
function pretend(): MediaStream {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [64, 48];
  const context = canvas.getContext('2d');
  const draw = () => {
    if (!context) return;
    context.fillStyle = '#f00';
    context.fillRect(0, 0, 64, 24);
    context.fillStyle = '#00f';
    context.fillRect(0, 24, 64, 24);
  };
  draw();
  const timer = setInterval(draw, 20);
  const stream = canvas.captureStream(50);
  stream.getTracks()[0].addEventListener('ended', () => clearInterval(timer));
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async () => stream);
  return stream;
}

afterEach(() => vi.restoreAllMocks());

describe('webcam', () => {
  it('gives frames, one after the other, until it is stopped', async () => {
    const stream = pretend();
    const camera = await webcam();
    const { data, shape } = await camera.capture();
    expect(shape).toEqual([48, 64, 3]);
    expect(data[0]).toBeGreaterThan(200);
    expect(data[data.length - 1]).toBeGreaterThan(200);
    let frames = 0;
    for await (const frame of camera) {
      expect(frame.shape).toEqual([48, 64, 3]);
      if (++frames === 3) camera.stop();
    }
    expect(frames).toBe(3);
    expect(stream.getTracks()[0].readyState).toBe('ended');
    await expect(camera.capture()).rejects.toThrow('the camera was stopped');
  });

  it('brings frames to a size, and says which camera it wants', async () => {
    pretend();
    const camera = await webcam({ imageSize: [16, 16], channels: 1, facingMode: 'environment' });
    expect((await camera.capture()).shape).toEqual([16, 16, 1]);
    expect(navigator.mediaDevices.getUserMedia).toHaveBeenCalledWith({ video: { facingMode: 'environment' } });
    camera.stop();
  });

  it('says that it is refused', async () => {
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(new DOMException('denied', 'NotAllowedError'));
    await expect(webcam()).rejects.toThrow('the camera cannot be had: NotAllowedError: denied');
  });
});
