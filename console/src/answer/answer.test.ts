import { costText } from './cost';
import { missingParts } from './degraded';

describe('missing parts', () => {
  it('are told by service, with how many places each leaves empty', () => {
    const error = (service?: string) => ({ message: 'no', extensions: { code: 'SUBGRAPH_UNAVAILABLE', ...(service ? { service } : {}) } });
    expect(missingParts([error('media'), error('post'), error('media'), error(), { message: 'other' }])).toEqual([
      { service: 'media', places: 2 },
      { service: 'post', places: 1 },
    ]);
    expect(missingParts(undefined)).toEqual([]);
  });
});

describe('the cost', () => {
  it('is told in the numbers that the gateway gives', () => {
    expect(costText(12)).toBe('cost 12');
    expect(costText({ estimated: 40, actual: 12, unit: 'points' })).toBe('cost 40 estimated · 12 actual');
    expect(costText(undefined)).toBeUndefined();
    expect(costText({})).toBeUndefined();
  });
});
