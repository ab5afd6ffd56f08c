import { processEnv } from '@ejazz/launcher/processes/process-env';
import { processes } from '@ejazz/launcher/processes/processes';

const read = (environment: Record<string, string>, file: Record<string, string>) => processEnv('user', processes.user.settings, environment, file);

describe('the settings of one process out of those of all', () => {
  it("are those that it knows, its own by its own name and never another process's", () => {
    const env = read({}, { PORT_USER: '1', PORT_POST: '2', LOG_LEVEL: 'warn', LOG_LEVEL_USER: 'debug', MEDIA_SECRET: 'x' });
    expect(env).toMatchObject({ PORT: '1', LOG_LEVEL: 'warn' });
    expect(Object.keys(env)).toEqual(Object.keys(processes.user.settings));
  });

  it('come from the environment first, where the plain name is enough', () => {
    expect(read({ PORT: '3' }, { PORT_USER: '1' }).PORT).toBe('3');
    expect(read({ PORT: '3', PORT_USER: '4' }, { PORT_USER: '1' }).PORT).toBe('4');
    expect(read({ LOG_LEVEL: 'error' }, { LOG_LEVEL: 'warn' }).LOG_LEVEL).toBe('error');
  });

  it('are absent where they are empty', () => {
    expect(read({ PORT: '' }, { PORT_USER: '' }).PORT).toBeUndefined();
  });
});
