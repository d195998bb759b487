import type { Recipe } from './Recipe';
import { lecture5CnnFashionMnist } from './recipes/lecture5CnnFashionMnist';
import { lenet5Mnist } from './recipes/lenet5Mnist';
import { resNetCifar20 } from './recipes/resNetCifar20';
import { textCnnMovieReviews } from './recipes/textCnnMovieReviews';

/** All there is to train. */
export const recipes: readonly Recipe[] = [lenet5Mnist, lecture5CnnFashionMnist, resNetCifar20, textCnnMovieReviews];
