import { join } from 'node:path';
import { checkProject } from '@ejazz/contract/check/check';
import { textReport } from '@ejazz/contract/report/text';

test('the schema keeps what clients use and our rules (npm run schema:check)', async () => {
  const report = await checkProject({ root: join(__dirname, '..'), manifests: [], usage: [], days: 30, now: new Date() });
  expect(report.ok ? '' : textReport(report)).toBe('');
});
