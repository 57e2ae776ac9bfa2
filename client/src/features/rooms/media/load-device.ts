import { Device, type types } from "mediasoup-client";

export async function loadDevice(routerRtpCapabilities: types.RtpCapabilities): Promise<types.Device> {
  const device = await Device.factory();
  await device.load({ routerRtpCapabilities });
  return device;
}
