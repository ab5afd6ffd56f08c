import type { ConfigOptions } from 'cloudinary';

/** What CLOUDINARY_URL says, as the SDK takes it with each call; its query may say more, such as `upload_prefix`. */
export function cloudinaryAccount(address: string): ConfigOptions & { api_key: string; api_secret: string; cloud_name: string } {
  const { username, password, hostname, searchParams } = new URL(address);
  const { secure, ...more } = Object.fromEntries(searchParams);
  return {
    signature_algorithm: 'sha256',
    urlAnalytics: false,
    ...more,
    secure: secure !== 'false',
    cloud_name: hostname,
    api_key: decodeURIComponent(username),
    api_secret: decodeURIComponent(password),
  };
}
