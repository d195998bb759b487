import '@striate/parts/app.css';
import './ModelExplorer';
