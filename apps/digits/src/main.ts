import '@striate/parts/app.css';
import './DigitReader';
