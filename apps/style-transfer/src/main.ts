import '@striate/parts/app.css';
import './StyleStudio';
