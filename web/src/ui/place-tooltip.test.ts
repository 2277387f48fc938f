import { expect, it } from 'vitest';
import { placeTooltip } from './place-tooltip';

const room = { width: 400, height: 300 };
const box = { width: 100, height: 24 };
const anchor = (left: number, top: number) => ({
  left,
  top,
  right: left + 28,
  bottom: top + 28,
  width: 28,
  height: 28,
});

it('stands centred on the wanted side', () => {
  expect(placeTooltip(anchor(186, 100), box, room, 'bottom')).toEqual({ left: 150, top: 134 });
});

it('goes to the other side where there is no room', () => {
  expect(placeTooltip(anchor(186, 270), box, room, 'bottom').top).toBe(240);
  expect(placeTooltip(anchor(370, 100), box, room, 'right').left).toBe(264);
});

it('never leaves the window', () => {
  expect(placeTooltip(anchor(2, 100), box, room, 'top').left).toBe(8);
});
