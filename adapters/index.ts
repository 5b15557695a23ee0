/** The partners, one line each. Removing a line removes the partner. */
export { default as droits } from './droits/adapter.ts';
export { default as optique } from './optique/adapter.ts';
export { default as tva } from './tva/adapter.ts';
