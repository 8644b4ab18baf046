// Writes what guests of the sample hotel said in the last three months, as an array in HuddleBot's own format. Usage: node eng/demo/season.mjs FILE.json
// The same on every day: only the dates move. A week ago the key cards at both front desks began to fail, which the bot should notice by itself.
import { writeFileSync } from 'node:fs';

const days = 90;
const perDay = 10;
const failingSince = 7;
const hour = 3_600_000;

const desk = {
  touchpoints: ['check-in', 'check-out', 'information'],
  areas: ['front-desk', 'Front desk in Teams'],
  promoters: [
    'Ana found us a quiet room at the back without being asked.', 'Checked in within two minutes after a very long flight.', 'Tom drew us a map of the old town. We used it all week.',
    'They kept our bags all day and even charged my phone.', 'A handwritten card for our anniversary. Lovely.', 'Late check-out, no questions asked. Thank you!',
  ],
  passives: ['Friendly, though the queue could have been shorter.', 'All fine, nothing special.', 'The desk was helpful, the lift was slow.'],
  detractors: ['Nobody at the desk when we left at six.', 'I was told three different times for the airport bus.', 'The bill had a minibar on it that we never opened.', 'Two phone calls until somebody brought the cot.'],
  failing: [
    'The new key card stopped working four times in two days.', 'Locked out at midnight, and again at breakfast. The cards simply do not work.', 'Queued twenty minutes for a new key card, with two tired children.',
    'My key card opened the room next door. Not mine.', 'Third key card in one evening. Nobody said sorry.', 'The card for the lift failed, so we carried everything up the stairs.',
  ],
};
const restaurant = {
  touchpoints: ['breakfast', 'dinner'],
  areas: ['restaurant', 'Restaurant in Teams'],
  promoters: ['The porridge with pears is worth the trip.', 'They remembered my nut allergy from the day before.', 'Best table by the window, and time to enjoy it.', 'Dinner for my mother’s eightieth: perfect, down to the candle.'],
  passives: ['Good food, loud room.', 'The coffee came late, the rest was fine.', 'Solid, a little dear.'],
  detractors: ['Cold eggs on two mornings.', 'We waited fifty minutes for the main course.', 'The buffet was half empty at nine.', 'Asked for no onions, got onions.'],
  failing: [],
};

const random = generator(2026);
const now = Date.now();
const answers = [];
for (const { touchpoints, areas, ...words } of [desk, restaurant]) {
  for (const area of areas) {
    for (let ago = days; ago >= 1; ago--) {
      for (let number = 0; number < perDay; number++) answers.push(answer({ touchpoints, area, words, ago, number }));
    }
  }
}

answers.sort((one, other) => one.answeredAt.localeCompare(other.answeredAt));
writeFileSync(process.argv[2], JSON.stringify(answers));

function answer({ touchpoints, area, words, ago, number }) {
  const touchpoint = touchpoints[number % touchpoints.length];
  const fails = words.failing.length > 0 && ago <= failingSince && touchpoint !== 'information' && random() < 0.6;
  const kind = fails ? 'failing' : pick([['promoters', 0.5], ['passives', 0.3], ['detractors', 0.2]]);
  const score = { failing: 0, detractors: 2, passives: 7, promoters: 9 }[kind] + Math.floor(random() * { failing: 4, detractors: 5, passives: 2, promoters: 2 }[kind]);
  const texts = words[kind];
  return {
    id: `season-${area.replaceAll(' ', '-')}-${ago}-${number}`, metric: 'nps', score, scale: [0, 10],
    ...(random() < 0.6 && { comment: texts[Math.floor(random() * texts.length)], language: 'en' }),
    answeredAt: new Date(now - ago * 24 * hour + number * hour).toISOString(), touchpoint,
    customer: { segment: random() < 0.4 ? 'business' : 'leisure' },
    attributes: { area, hotel: random() < 0.5 ? 'Sunny Hotel Seaside' : 'Sunny Hotel Old Town' },
  };
}

function pick(chances) {
  let left = random();
  for (const [kind, chance] of chances) {
    left -= chance;
    if (left < 0) return kind;
  }
  return chances.at(-1)[0];
}

// A linear congruential generator (Numerical Recipes): good enough for sample data, and the same everywhere.
function generator(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
