// Returns the words of the elements whose text stands out too little from what is really below it.
(selector) => {
  const channels = (colour) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const light = (colour) => {
    const [red, green, blue] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const paint = (element) => {
    const style = getComputedStyle(element);
    const painted = element instanceof SVGGeometryElement ? style.fill : style.backgroundColor;
    return painted === "none" ? [0, 0, 0, 0] : channels(painted);
  };
  /** What is seen through and below an element, the page last. */
  const ground = (element) => {
    element.scrollIntoView({ block: "center", inline: "center" });
    const box = element.getBoundingClientRect();
    const below = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const layers = below.slice(Math.max(0, below.indexOf(element))).map(paint);
    return layers.reduceRight((seen, layer) => over(layer, seen), channels(getComputedStyle(document.body).backgroundColor));
  };
  const ratio = (element) => {
    const style = getComputedStyle(element);
    const back = ground(element);
    const front = over(channels(element instanceof SVGElement ? style.fill : style.color), back);
    const [low, high] = [light(front), light(back)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const speaks = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const shown = [...document.querySelectorAll(selector)].filter((element) => speaks(element) && element.checkVisibility());
  const dim = shown.map((element) => [element.textContent.trim(), ratio(element)]).filter(([, value]) => value < 4.5);
  return { looked: shown.length, dim: dim.map(([words, value]) => `${words}: ${value.toFixed(2)}`) };
}
