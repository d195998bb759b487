import { describe, expect, it } from 'vitest';
import { nearest } from './names';

describe('the name that was meant', () => {
  const known = ['relu6', 'relu', 'leakyRelu', 'meanSquaredError', 'meanAbsoluteError', 'accuracy', 'auc'];

  it('is a few letters away', () => {
    expect(nearest('rleu', known)).toBe('relu');
    expect(nearest('leaky_relu', known)).toBe('leakyRelu');
    expect(nearest('accurracy', known)).toBe('accuracy');
    expect(nearest('sigmoid', known)).toBeUndefined();
  });

  it('begins so, the shortest first, or is spelled by first letters', () => {
    expect(nearest('acc', known)).toBe('accuracy');
    expect(nearest('ReLU', known)).toBe('relu');
    expect(nearest('mae', known)).toBe('meanAbsoluteError');
    expect(nearest('MSE', known)).toBe('meanSquaredError');
  });
});
