/** Why there is no picture from a camera: its user said no, there is none, or something else holds it. */
export type WebcamRefusal = 'refused' | 'absent' | 'busy';

/** Asks for the camera that looks at the user. */
export async function webcamStream(): Promise<MediaStream | WebcamRefusal> {
  // Pages without https have no `mediaDevices` at all.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) return 'absent';
  try {
    return await devices.getUserMedia({ video: { facingMode: 'user', width: 640, height: 480 }, audio: false });
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
    return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'absent' : 'busy';
  }
}
