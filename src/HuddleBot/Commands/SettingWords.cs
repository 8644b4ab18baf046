using HuddleBot.Hosting;

namespace HuddleBot.Commands;

/// <summary>
/// Tells settings (<c>--Section:Key=value</c>, <c>--Section:Key value</c>, <c>--urls …</c>, <c>--OTEL_…</c>) from the words of a verb, wherever they stand. What is neither is
/// left to the verb, which refuses it: a mistyped option must not pass as a setting that nobody reads.
/// </summary>
internal static class SettingWords
{
    /// <summary>What the standard of OpenTelemetry calls its variables; nobody has a list of all of them.</summary>
    private const string OfTelemetry = "OTEL_";

    private static readonly HashSet<string> OfTheHost = new(StringComparer.OrdinalIgnoreCase) { "urls", "environment", "AllowedHosts" };

    /// <exception cref="SettingsException">A setting has no value, or its section is not known.</exception>
    public static (IReadOnlyList<string> Words, IReadOnlyList<string> Settings) Split(IReadOnlyList<string> args)
    {
        var (words, settings) = (new List<string>(), new List<string>());
        for (var i = 0; i < args.Count; i++)
        {
            if (!IsSetting(args[i]))
            {
                words.Add(args[i]);
                continue;
            }

            settings.Add(args[i]);
            if (args[i].Contains('=', StringComparison.Ordinal)) continue;
            if (i + 1 == args.Count || args[i + 1].StartsWith("--", StringComparison.Ordinal)) throw new SettingsException($"The setting '{args[i]}' has no value. Write {args[i]}=value.");
            settings.Add(args[++i]);
        }

        return (words, settings);
    }

    private static bool IsSetting(string word)
    {
        if (!word.StartsWith("--", StringComparison.Ordinal)) return false;
        var key = word[2..].Split('=', 2)[0];
        if (!key.Contains(':', StringComparison.Ordinal)) return OfTheHost.Contains(key) || key.StartsWith(OfTelemetry, StringComparison.Ordinal);
        var section = key.Split(':', 2)[0];
        if (SettingSections.Ours.Contains(section) || SettingSections.OfTheFramework.Contains(section)) return true;
        throw new SettingsException($"Settings: the section '{section}' of '{word.Split('=', 2)[0]}' is not known. Known: {SettingSections.Known()}.");
    }
}
