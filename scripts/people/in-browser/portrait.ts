/** How somebody is drawn where a camera would show them: pictures of the product show no real person. */
export interface Portrait {
  readonly wall: string;
  readonly skin: string;
  readonly hair: string;
  readonly shirt: string;
  readonly hasLongHair: boolean;
}

const walls = ["#d9e3ea", "#e6dfd3", "#d6e4da", "#e3dbe6", "#dde1e6", "#eadfda", "#d5e2e6", "#e4e6d8"];
const skins = ["#e8b894", "#8d5a3b", "#c98f62", "#5c3a26", "#f0c9a6", "#a86f49", "#dba67c", "#6f4630"];
const hairs = ["#2b211c", "#14100e", "#3a2a1f", "#1b1613", "#6b4a2f", "#2a2320", "#8c8880", "#241a15"];
const shirts = ["#2f5d7c", "#7a4b52", "#3f6b52", "#54508a", "#8a6a32", "#37474f", "#6d4c7d", "#2c6e6a"];

const pick = (list: readonly string[], number: number): string => list[number % list.length] ?? "#888888";

export const portraitOf = (number: number, hasLongHair: boolean): Portrait => ({
  wall: pick(walls, number),
  skin: pick(skins, number),
  hair: pick(hairs, number),
  shirt: pick(shirts, number),
  hasLongHair,
});

/** Runs in the page before its own code: the camera is a drawing, the microphone stays what the browser gives. */
export function drawCamera({ wall, skin, hair, shirt, hasLongHair }: Portrait): void {
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  const draw = (canvas: HTMLCanvasElement): void => {
    const pen = canvas.getContext("2d");
    if (!pen) return;
    const oval = (x: number, y: number, rx: number, ry: number, colour: string): void => {
      pen.fillStyle = colour;
      pen.beginPath();
      pen.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
      pen.fill();
    };
    const sway = Math.sin(performance.now() / 900) * 2;
    pen.fillStyle = wall;
    pen.fillRect(0, 0, 320, 240);
    pen.fillStyle = "rgb(255 255 255 / 45%)";
    pen.fillRect(232, 24, 64, 88);
    if (hasLongHair) oval(160 + sway, 128, 56, 78, hair);
    oval(160, 262, 106, 82, shirt);
    pen.fillStyle = skin;
    pen.fillRect(142 + sway / 2, 148, 36, 44);
    oval(160 + sway / 2, 190, 18, 12, skin);
    oval(160 + sway, 92, 46, 52, hair);
    oval(160 + sway, 112, 39, 50, skin);
    oval(145 + sway, 108, 4, 4, "#2a211d");
    oval(175 + sway, 108, 4, 4, "#2a211d");
    pen.strokeStyle = "rgb(60 25 15 / 70%)";
    pen.lineWidth = 3;
    pen.beginPath();
    pen.arc(160 + sway, 130, 13, 0.25 * Math.PI, 0.75 * Math.PI);
    pen.stroke();
  };
  devices.getUserMedia = async (constraints) => {
    const { audio, video } = constraints ?? {};
    const tracks = audio ? (await open({ audio })).getTracks() : [];
    if (video) {
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width: 320, height: 240 });
      draw(canvas);
      setInterval(() => draw(canvas), 150);
      tracks.push(...canvas.captureStream(7).getTracks());
    }
    return new MediaStream(tracks);
  };
}
