import { startHouse } from '@ejazz/testing/house';
import { theFirstDayOfTwoPeople } from './story';

describe('the first day of two people, in one process', () => {
  theFirstDayOfTwoPeople(() => startHouse());
});
