import { webApp } from '@striate/parts/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({ ...webApp, plugins: [react()] });
