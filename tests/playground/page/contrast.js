// Every visible text against what lies behind it: those below WCAG's 4.5 to 1, as sentences.
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return { channels: [red, green, blue], alpha: alpha / 255 };
  };
  const over = (top, below) => top.channels.map((value, at) => value * top.alpha + below[at] * (1 - top.alpha));
  const behind = (node) => {
    if (!node) return [255, 255, 255];
    const own = rgba(getComputedStyle(node).backgroundColor);
    return own.alpha === 1 ? own.channels : over(own, behind(node.parentElement));
  };
  const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = (channels) => channels.reduce((sum, value, at) => sum + linear(value) * [0.2126, 0.7152, 0.0722][at], 0);
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const texts = [...document.querySelectorAll("body *")].filter(
    (node) => node.checkVisibility() && !node.disabled && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()),
  );
  return texts
    .map((node) => {
      const back = behind(node);
      return [node, ratio(over(rgba(getComputedStyle(node).color), back), back)];
    })
    .filter(([, contrast]) => contrast < 4.5)
    .map(([node, contrast]) => `${node.className || node.tagName} "${node.textContent.slice(0, 20)}": ${contrast.toFixed(2)}`);
}
