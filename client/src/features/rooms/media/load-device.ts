import { Device, type types } from "mediasoup-client";

/** What this browser can send and receive, as the room offers it. */
export async function loadDevice(routerRtpCapabilities: types.RtpCapabilities): Promise<types.Device> {
  const device = await Device.factory();
  await device.load({ routerRtpCapabilities });
  return device;
}
