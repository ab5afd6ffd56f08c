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
  it('is told as what it was, of what was estimated', () => {
    expect(costText({ estimated: 40, actual: 12, listSize: 3 })).toBe('cost 12 of 40');
    expect(costText(undefined)).toBeUndefined();
    expect(costText({ estimated: 40 })).toBeUndefined();
    expect(costText('12')).toBeUndefined();
  });
});
