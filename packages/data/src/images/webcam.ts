import { StriateError } from '@striate/tensor';
import type { NdArray } from '../ndArray';
import type { Channels } from './channels';
import { fromPixels } from './fromPixels';
import { checkImageSize, type ImageSize, resizeImage } from './resizeImage';

/** Options of `webcam`. */
export interface WebcamOptions {
  /** `user` is the camera towards the person, `environment` the one away. Default: the browser's choice. */
  readonly facingMode?: 'user' | 'environment';
  /** Frames are cut to this aspect at their centre, and resized. Default: as they come. */
  readonly imageSize?: ImageSize;
  /** 1 (grey), 3 or 4. Default 3. */
  readonly channels?: Channels;
  /** Plays what the camera sees, where a page shows it. Default: one that is not shown. */
  readonly video?: HTMLVideoElement;
}

/** A running camera; `for await` gives frame after frame, each as it is when asked for, until `stop`. */
export interface Webcam extends AsyncIterable<NdArray<Uint8Array>> {
  readonly video: HTMLVideoElement;
  /** The next frame: `[height, width, channels]`, bytes 0 … 255. */
  capture(): Promise<NdArray<Uint8Array>>;
  /** Turns the camera off. */
  stop(): void;
}

/**
 * Frames of the camera, in a page that its user lets have it.
 *
 * @throws {StriateError} if there is none, or it is refused.
 *
 * @example
 * const camera = await webcam({ imageSize: [224, 224], video });
 * for await (const frame of camera) {
 *   await show(net.predict({ data: rescale(frame).data, shape: [1, 224, 224, 3] }));
 *   if (done) break; // leaves the camera on: camera.stop() turns it off
 * }
 */
export async function webcam(options: WebcamOptions = {}): Promise<Webcam> {
  const { facingMode, imageSize, channels, video = document.createElement('video') } = options;
  if (imageSize) checkImageSize(imageSize, 'webcam');
  const stream = await openCamera(facingMode);
  video.muted = true;
  video.playsInline = true; // or phones show it in full screen
  video.srcObject = stream;
  await video.play();
  let running = true;

  const capture = async () => {
    if (!running) throw new StriateError('webcam: the camera was stopped');
    await nextFrame(video);
    const frame = fromPixels(video, { channels });
    return imageSize ? resizeImage(frame, imageSize, { cropToAspectRatio: true }) : frame;
  };
  return {
    video,
    capture,
    stop() {
      running = false;
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
    },
    async *[Symbol.asyncIterator]() {
      while (running) yield await capture();
    },
  };
}

async function openCamera(facingMode: string | undefined): Promise<MediaStream> {
  const devices = globalThis.navigator?.mediaDevices;
  if (!devices)
    throw new StriateError('webcam: there is no camera here; browsers give it to pages from https or localhost');
  try {
    return await devices.getUserMedia({ video: facingMode ? { facingMode } : true });
  } catch (cause) {
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new StriateError(`webcam: the camera cannot be had: ${reason}`, { cause });
  }
}

/** Waits for a frame that was not seen yet; in a page that is hidden none comes, so not for ever. */
function nextFrame(video: HTMLVideoElement): Promise<void> {
  if (!('requestVideoFrameCallback' in video)) return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(resolve, 250);
    video.requestVideoFrameCallback(() => {
      clearTimeout(late);
      resolve();
    });
  });
}
