/** 128 random bits; unlike `randomUUID`, browsers offer them on pages without https too. */
export const randomId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
