using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Cards;

/// <summary>What a person entered into a form, by the names in <see cref="Verbs.Inputs"/>. As untrusted as any typed text.</summary>
public sealed record FormAnswer(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Null for what was left empty.</summary>
    public string? Text(string input) => Values.GetValueOrDefault(input) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>What a manager wrote in words of their own; null: nothing, or the form asks for none.</summary>
    public string? ManagersWords => Text(Verbs.Inputs.Answer) ?? Text(Verbs.Inputs.Question) ?? Text(Verbs.Inputs.Guidance) ?? Text(Verbs.Inputs.Reason);

    /// <summary>Of an ISO date (2026-11-24); null for anything else.</summary>
    public LocalDate? Date(string input) => Text(input) is { } text && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date } ? date : null;

    /// <summary>By the name of the value, in any case; null for anything else.</summary>
    public T? Choice<T>(string input) where T : struct, Enum => Text(input) is { } text
        ? Enum.GetValues<T>().Where(value => value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)).Select(value => (T?)value).FirstOrDefault()
        : null;
}
