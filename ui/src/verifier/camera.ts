/* The camera, where the browser gives one. */
import { codesIn } from "../lib/proof/codes";

export type CameraProblem = "insecure" | "absent" | "refused";

/** Enough for a code that fills half of the picture. */
const WIDTH = 1_280;
const PAUSE_MS = 150;

export class Camera {
  #stream: MediaStream | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Shows the camera and calls back with the first licence's code that comes into sight. */
  async start(video: HTMLVideoElement, found: (text: string) => void): Promise<CameraProblem | null> {
    // the types say that it is always there; outside secure addresses it is not
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (devices === undefined) return "insecure";
    try {
      const wanted = { facingMode: "environment", width: { ideal: WIDTH } };
      this.#stream = await devices.getUserMedia({ video: wanted, audio: false });
    } catch (cause) {
      return cause instanceof DOMException && cause.name === "NotAllowedError" ? "refused" : "absent";
    }
    video.srcObject = this.#stream;
    await video.play();
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    const look = (): void => {
      if (this.#stream === null || pen === null) return;
      if (video.videoWidth > 0) {
        [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
        pen.drawImage(video, 0, 0);
        const [code] = codesIn(pen.getImageData(0, 0, canvas.width, canvas.height));
        if (code?.includes("LIC1:") === true) {
          this.stop();
          found(code);
          return;
        }
      }
      this.#timer = setTimeout(look, PAUSE_MS);
    };
    look();
    return null;
  }

  stop(): void {
    clearTimeout(this.#timer);
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
  }
}
