// mediasoup's worker is written for libsrtp 3, Debian ships libsrtp 2. This header offers the calls of libsrtp 3 that
// the worker makes, on top of libsrtp 2. The two differ in three ways: the policy became an opaque object, protect and
// unprotect write into a buffer of their own, and two error codes were added.
#pragma once

// libsrtp 3 gives the name `srtp_policy_t` to a pointer, so libsrtp 2's structure steps aside.
#define srtp_policy_t srtp2_policy_t
#include <srtp2/srtp.h>
#undef srtp_policy_t

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>

// Macros and not constants: a later libsrtp 2 may bring enumerators of these names.
#define srtp_err_status_buffer_small (static_cast<srtp_err_status_t>(28))
#define srtp_err_status_cryptex_err (static_cast<srtp_err_status_t>(29))

struct srtp_policy_shim
{
	srtp2_policy_t policy{};
	// libsrtp 2 keeps a pointer to the key followed by its salt.
	unsigned char keyAndSalt[SRTP_MAX_KEY_LEN]{};
};

using srtp_policy_t = srtp_policy_shim*;

inline srtp_err_status_t srtp_policy_create(srtp_policy_t* policy)
{
	*policy = new (std::nothrow) srtp_policy_shim;

	return *policy ? srtp_err_status_ok : srtp_err_status_alloc_fail;
}

inline void srtp_policy_destroy(srtp_policy_t policy)
{
	if (!policy)
	{
		return;
	}

	// The compiler may not drop this wipe of the key, since it goes through a volatile pointer.
	volatile unsigned char* key = policy->keyAndSalt;

	for (size_t i{ 0 }; i < sizeof(policy->keyAndSalt); ++i)
	{
		key[i] = 0;
	}

	delete policy;
}

inline srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc)
{
	policy->policy.ssrc = ssrc;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile)
{
	const srtp_err_status_t status =
	  srtp_crypto_policy_set_from_profile_for_rtp(&policy->policy.rtp, profile);

	if (status != srtp_err_status_ok)
	{
		return status;
	}

	return srtp_crypto_policy_set_from_profile_for_rtcp(&policy->policy.rtcp, profile);
}

inline srtp_err_status_t srtp_policy_add_key(
  srtp_policy_t policy,
  const uint8_t* key,
  size_t keyLen,
  const uint8_t* salt,
  size_t saltLen,
  const uint8_t* /*mki*/,
  size_t mkiLen)
{
	// The worker uses one key per session and no master key identifier. Refuse what this header does not do.
	if (mkiLen != 0 || policy->policy.key || keyLen + saltLen > sizeof(policy->keyAndSalt))
	{
		return srtp_err_status_bad_param;
	}

	std::memcpy(policy->keyAndSalt, key, keyLen);
	std::memcpy(policy->keyAndSalt + keyLen, salt, saltLen);
	policy->policy.key = policy->keyAndSalt;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow)
{
	policy->policy.allow_repeat_tx = allow ? 1 : 0;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, size_t size)
{
	policy->policy.window_size = static_cast<unsigned long>(size);

	return srtp_err_status_ok;
}

// srtp_create() of libsrtp 2 copies the policy and its key, so the caller may destroy it right after, as in libsrtp 3.
inline srtp_err_status_t srtp_create(srtp_t* session, srtp_policy_t policy)
{
	return srtp_create(session, &policy->policy);
}

inline srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrc)
{
	return srtp_remove_stream(session, ssrc);
}

namespace srtp_shim
{
	using InPlaceFunction = srtp_err_status_t (*)(srtp_t, void*, int*);

	// An SRTCP packet grows by its trailer and by the word that carries its index.
	constexpr size_t MaxGrowth{ SRTP_MAX_TRAILER_LEN + 4 };

	inline srtp_err_status_t CopyAndRun(
	  InPlaceFunction run,
	  srtp_t session,
	  const uint8_t* in,
	  size_t inLen,
	  uint8_t* out,
	  size_t* outLen,
	  size_t growth)
	{
		if (*outLen < inLen || *outLen - inLen < growth)
		{
			return srtp_err_status_buffer_small;
		}

		if (in != out)
		{
			std::memmove(out, in, inLen);
		}

		int len = static_cast<int>(inLen);
		const srtp_err_status_t status = run(session, out, &len);

		if (status == srtp_err_status_ok)
		{
			*outLen = static_cast<size_t>(len);
		}

		return status;
	}
} // namespace srtp_shim

inline srtp_err_status_t srtp_protect(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t /*mkiIndex*/)
{
	return srtp_shim::CopyAndRun(srtp_protect, session, in, inLen, out, outLen, srtp_shim::MaxGrowth);
}

inline srtp_err_status_t srtp_protect_rtcp(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t /*mkiIndex*/)
{
	return srtp_shim::CopyAndRun(
	  srtp_protect_rtcp, session, in, inLen, out, outLen, srtp_shim::MaxGrowth);
}

inline srtp_err_status_t srtp_unprotect(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen)
{
	return srtp_shim::CopyAndRun(srtp_unprotect, session, in, inLen, out, outLen, 0);
}

inline srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen)
{
	return srtp_shim::CopyAndRun(srtp_unprotect_rtcp, session, in, inLen, out, outLen, 0);
}
