/** Base of every error Striate throws on purpose; `instanceof StriateError` tells bad input from a bug. */
export class StriateError extends Error {
  override name = 'StriateError';
}

/** Shapes that do not fit together, with the shapes in the message. */
export class ShapeError extends StriateError {
  override name = 'ShapeError';
}

/** A dtype, or values that a dtype or an op cannot take. */
export class DTypeError extends StriateError {
  override name = 'DTypeError';
}

/** An argument outside its range. */
export class ValueError extends StriateError {
  override name = 'ValueError';
}

/** A file or a byte stream that is not what it says it is. */
export class FormatError extends StriateError {
  override name = 'FormatError';
}

/** The backend cannot do what was asked: no backend, no memory, a lost device. */
export class BackendError extends StriateError {
  override name = 'BackendError';
}

/**
 * The device was lost, or values that were on it alone are gone with it. Where the backend has `restored`, wait for that: what
 * was written from the host, or preserved, is there again then.
 */
export class DeviceLostError extends BackendError {
  override name = 'DeviceLostError';
}
