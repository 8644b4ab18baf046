using System.Collections.Frozen;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace HuddleBot.Hosting;

/// <summary>The sections that settings may have. What stands under any other is read by nobody, so it stops the start.</summary>
public static partial class SettingSections
{
    /// <summary>Letters that a section of the environment may differ from one of ours and still be taken for it.</summary>
    private const int Slips = 2;

    private static readonly string[] Built = ["Delivery", "Feedback", "Huddles", "MicrosoftTeams", "Pictures", "Slack", "Storage", "Webhooks"];
    private static readonly string[] ToCome = ["Privacy"];

    public static FrozenSet<string> Ours { get; } = Set([.. Built, .. ToCome]);

    /// <summary>Those that the web host and logging read.</summary>
    public static FrozenSet<string> OfTheFramework { get; } = Set(["HostOptions", "Kestrel", "Logging", "Metrics"]);

    /// <summary>Single keys of the web host.</summary>
    public static FrozenSet<string> KeysOfTheHost { get; } = Set(
    [
        "$schema", "AllowedHosts", "applicationName", "captureStartupErrors", "contentRoot", "detailedErrors", "environment", "http_ports", "https_port", "https_ports",
        "preferHostingUrls", "shutdownTimeoutSeconds", "suppressStatusMessages", "urls", "webroot",
    ]);

    /// <summary>Files must hold known sections only. The environment belongs to everybody: there, what looks like a slip of the pen for one of ours is refused.</summary>
    /// <exception cref="SettingsException">With every unknown section at once.</exception>
    public static void Check(IConfigurationRoot settings)
    {
        var errors = new List<string>();
        foreach (var provider in settings.Providers)
        {
            var sections = provider.GetChildKeys([], null).Distinct(StringComparer.OrdinalIgnoreCase).Where(key => !Ours.Contains(key) && !OfTheFramework.Contains(key) && !KeysOfTheHost.Contains(key));
            if (provider is JsonConfigurationProvider file) errors.AddRange(sections.Select(key => $"Settings: the section '{key}' in {file.Source.Path} is not known. Known: {Known()}."));
            if (provider is EnvironmentVariablesConfigurationProvider)
                errors.AddRange(sections.Where(key => provider.GetChildKeys([], key).Any()).Select(key => (Key: key, Meant: MeantBy(key))).Where(slip => slip.Meant is not null)
                    .Select(slip => $"Settings: the section '{slip.Key}' in the environment is not known. Did you mean {slip.Meant}? Write {slip.Meant}__…, or take the variable out."));
        }

        if (errors.Count > 0) throw new SettingsException(string.Join(Environment.NewLine, errors));
    }

    /// <summary>Says once, when the bot has started, which settings of this page nobody reads yet.</summary>
    public static void WarnOfSectionsToCome(this WebApplication app)
    {
        foreach (var section in ToCome.Where(section => app.Configuration.GetSection(section).Exists()))
            app.Lifetime.ApplicationStarted.Register(() => LogToCome(app.Logger, section));
    }

    public static string Known() => string.Join(", ", Ours.Concat(OfTheFramework).Order(StringComparer.Ordinal));

    private static string? MeantBy(string key) => Ours.Order(StringComparer.Ordinal).FirstOrDefault(section => Distance(key.ToUpperInvariant(), section.ToUpperInvariant()) <= Slips);

    /// <summary>Letters to add, leave out or change to come from one to the other (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }

    private static FrozenSet<string> Set(IEnumerable<string> names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    [LoggerMessage(LogLevel.Warning, "{Section} is not in this version yet: its settings have no effect")]
    private static partial void LogToCome(ILogger logger, string section);
}
