import { expect, test } from "vitest";
import { signRequest, type SignedRequest } from "./sign-request.ts";

/** The examples that the makers of this signature publish: «Signature Calculations for the Authorization Header». */
const signing = { region: "us-east-1", keyId: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };
const now = new Date("2013-05-24T00:00:00.000Z");
const address = (rest: string): URL => new URL(`https://examplebucket.s3.amazonaws.com/${rest}`);
const signatureOf = (request: SignedRequest): string | undefined => /Signature=(\w+)$/.exec(signRequest(request, signing, now)["authorization"] ?? "")?.[1];
const nothing = new Uint8Array();

test("[STORE-1] requests are signed as an S3-compatible store reckons it", () => {
  expect(signatureOf({ method: "GET", url: address("test.txt"), body: nothing, headers: { range: "bytes=0-9" } })).toBe(
    "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
  );
  const put = { date: "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY" };
  expect(signatureOf({ method: "PUT", url: address("test$file.text"), body: Buffer.from("Welcome to Amazon S3."), headers: put })).toBe(
    "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
  );
  expect(signatureOf({ method: "GET", url: address("?max-keys=2&prefix=J"), body: nothing })).toBe(
    "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
  );
});
