import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';

/** A phone number in E.164 (`+14155550100`); null when the text cannot be one. `country` is for numbers without a prefix. */
export function phoneNumber(text: string, country: CountryCode): string | null {
  const number = parsePhoneNumberFromString(text, country);
  return number?.isPossible() === true ? number.number : null;
}
