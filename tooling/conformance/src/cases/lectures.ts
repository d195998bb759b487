import type { Case } from '../case';
import { lectureConvCases } from './lectureConv';
import { lecturePoolCases } from './lecturePool';

/** The worked examples of the course, by number: what is printed there must be what the library computes. */
export const lectureCases: Case[] = [...lectureConvCases, ...lecturePoolCases];
