import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // @ejazz/client is a link into the repository, which has packages of its own: one copy of each is enough.
  resolve: { dedupe: ['@apollo/client', 'graphql', 'graphql-ws', 'rxjs'] },
});
