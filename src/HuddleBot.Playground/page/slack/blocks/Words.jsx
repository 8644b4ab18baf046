import { Drawn } from './Drawn.jsx';
import { richTextOf } from './richText.js';

/** A text object, wherever Block Kit allows one. */
export const Words = ({ text }) => (text?.text ? <Drawn blocks={[richTextOf(text)]} /> : null);
