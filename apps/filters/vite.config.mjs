export { webApp as default } from '@striate/parts/vite';
