import '@striate/parts/app.css';
import { PictureFilter } from '@striate/parts/kernelPlayground/PictureFilter';
import { chooseBackend, setBackend } from 'striate';

const { backend } = await chooseBackend();
await setBackend(backend);
const view = new PictureFilter();
view.backend = backend.name;
document.querySelector('main')?.append(view);
