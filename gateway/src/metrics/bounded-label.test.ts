import { boundedLabel } from './bounded-label';

test('the first values are told apart, later ones are "other", and those told once stay', () => {
  const label = boundedLabel(2);
  expect(['a', 'b', 'a', 'c', 'b', 'd'].map(label)).toEqual(['a', 'b', 'a', 'other', 'b', 'other']);
});

test('known values are always told, and leave the room to others', () => {
  const label = boundedLabel(1, ['known', 'too']);
  expect(['x', 'known', 'y', 'too'].map(label)).toEqual(['x', 'known', 'other', 'too']);
});
