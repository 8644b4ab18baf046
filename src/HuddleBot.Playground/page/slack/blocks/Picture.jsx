/** Pictures from elsewhere are not loaded (nothing leaves this machine): their description stands in their place. */
export function Picture({ image, size }) {
  const address = image.image_url ?? '';
  if (isHere(address)) return <img src={address} alt={image.alt_text} width={size} height={size} />;
  return <span className="picture-elsewhere" title={address}>{image.alt_text}</span>;
}

/** On this page's own server, or on a bot that runs beside it. */
function isHere(address) {
  return address.startsWith('/') || address.startsWith('data:') || address.startsWith(`${window.location.origin}/`) || address.startsWith('http://127.0.0.1:');
}
