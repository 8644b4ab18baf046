/** Pictures from elsewhere are not loaded (nothing leaves this machine): their description stands in their place. */
export function Picture({ image, size }) {
  const address = image.image_url ?? '';
  const here = address.startsWith('/') || address.startsWith('data:') || address.startsWith(`${window.location.origin}/`);
  if (here) return <img src={address} alt={image.alt_text} width={size} height={size} />;
  return <span className="picture-elsewhere" title={address}>{image.alt_text}</span>;
}
