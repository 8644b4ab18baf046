// Draws the icons of the Teams app from a few shapes: a speech bubble with three people in a huddle. No image library; PNG is a header and zlib.
// node eng/draw-teams-icons.mjs
import { writeFileSync } from 'node:fs';
import { deflateSync, crc32 } from 'node:zlib';

const folder = new URL('../manifests/teams/', import.meta.url);
const Samples = 8;

// Distances to shapes in a square of side 1, negative within.
const circle = (x, y, r) => (px, py) => Math.hypot(px - x, py - y) - r;
const box = (x, y, w, h, r) => (px, py) => {
  const [dx, dy] = [Math.abs(px - x) - w / 2 + r, Math.abs(py - y) - h / 2 + r];
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - r;
};
const triangle = (...corners) => (px, py) => Math.max(...corners.map(([ax, ay], i) => {
  const [bx, by] = corners[(i + 1) % 3];
  return ((px - ax) * (by - ay) - (py - ay) * (bx - ax)) / Math.hypot(bx - ax, by - ay);
}));
const both = (a, b) => (px, py) => Math.min(a(px, py), b(px, py));
const ring = (shape, width) => (px, py) => Math.abs(shape(px, py) + width / 2) - width / 2;

/** Layers from back to front: [shape, red, green, blue]; what no layer covers is transparent. */
function draw(size, layers) {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      for (let s = 0; s < Samples * Samples; s++) {
        const [px, py] = [(x + ((s % Samples) + 0.5) / Samples) / size, (y + (Math.floor(s / Samples) + 0.5) / Samples) / size];
        const top = layers.findLast(([shape]) => shape(px, py) <= 0);
        if (top) [red, green, blue, alpha] = [red + top[1], green + top[2], blue + top[3], alpha + 1];
      }
      const pixel = alpha === 0 ? [0, 0, 0, 0] : [red / alpha, green / alpha, blue / alpha, (alpha / (Samples * Samples)) * 255].map(Math.round);
      rows.set(pixel, y * (size * 4 + 1) + 1 + x * 4);
    }
  }
  return rows;
}

function png(size, rows) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits, RGBA
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

const bubble = both(box(0.5, 0.45, 0.62, 0.5, 0.13), triangle([0.32, 0.66], [0.52, 0.66], [0.32, 0.84]));
const everywhere = () => -1;
writeFileSync(new URL('color.png', folder), png(192, draw(192, [
  [everywhere, 0x1f, 0x3a, 0x5f],
  [bubble, 0xff, 0xff, 0xff],
  [circle(0.5, 0.36, 0.085), 0xf2, 0x8c, 0x28],
  [circle(0.39, 0.53, 0.085), 0x2e, 0x8b, 0x7a],
  [circle(0.61, 0.53, 0.085), 0x3f, 0x7c, 0xc4],
])));

const wide = both(box(0.5, 0.42, 0.92, 0.7, 0.18), triangle([0.22, 0.7], [0.5, 0.7], [0.22, 0.97]));
writeFileSync(new URL('outline.png', folder), png(32, draw(32, [
  [ring(wide, 0.075), 0xff, 0xff, 0xff],
  [circle(0.5, 0.28, 0.1), 0xff, 0xff, 0xff],
  [circle(0.34, 0.53, 0.1), 0xff, 0xff, 0xff],
  [circle(0.66, 0.53, 0.1), 0xff, 0xff, 0xff],
])));
