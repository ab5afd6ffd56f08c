import { startProcesses } from '../processes/processes';
import { theFirstDayOfTwoPeople } from './story';

describe('the first day of two people, in six processes', () => {
  theFirstDayOfTwoPeople(() => startProcesses());
});
