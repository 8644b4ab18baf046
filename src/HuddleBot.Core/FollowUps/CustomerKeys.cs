using HuddleBot.Core.Feedback;
using HuddleBot.Core.Identity;

namespace HuddleBot.Core.FollowUps;

/// <summary>
/// By what a customer is known again. Hashes, so that no row key shows a name or an address; a number could be found by trying them all, but only by who may read the
/// responses as well. Personal data all the same: where a customer is erased, these go too.
/// </summary>
public static class CustomerKeys
{
    /// <summary>Fewer digits are an extension or a slip, and no number of one customer.</summary>
    private const int LeastDigits = 7;

    /// <summary>The surest first: the source's own id (within that source), the e-mail address, the phone number. Empty: nobody could know them again.</summary>
    public static IReadOnlyList<string> Of(Response response)
    {
        if (response.Customer is not { } customer) return [];
        var keys = new List<string>();
        if (customer.Id?.Trim() is { Length: > 0 } id) keys.Add(StableHash.Of("customer", "id", response.Source, id));
        if (customer.Email?.Trim() is { Length: > 2 } email && email.Contains('@', StringComparison.Ordinal)) keys.Add(StableHash.Of("customer", "email", email.ToUpperInvariant()));
        if (customer.Phone is { } phone && Digits(phone) is { Length: >= LeastDigits } digits) keys.Add(StableHash.Of("customer", "phone", digits));
        return keys;
    }

    /// <summary>"+44 20 …" and "0044 20…" are the same; a number without its country is another than one with it.</summary>
    private static string Digits(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return phone.TrimStart().StartsWith('+') ? "00" + digits : digits;
    }
}
