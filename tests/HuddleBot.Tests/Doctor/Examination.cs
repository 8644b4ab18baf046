using System.Collections.Concurrent;
using HuddleBot.Commands;
using HuddleBot.Core.Diagnosis;
using HuddleBot.Core.Storage;
using HuddleBot.Tests.WholeWay;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.Doctor;

/// <summary>What <c>doctor</c> says, run in this process with settings of its own, beside whatever else runs.</summary>
internal sealed record Examination(int ExitCode, IReadOnlyList<string> Lines)
{
    /// <summary>The rows that it wrote, deleted ones too.</summary>
    public required IReadOnlyCollection<(string Partition, string Row)> Written { get; init; }

    public IEnumerable<string> Wrong => Lines.Where(line => line.StartsWith("wrong ", StringComparison.Ordinal));

    /// <summary>The settings of a running bot, as words of the command line.</summary>
    public static string[] SettingsOf(Hotel hotel) =>
    [
        .. hotel.Bot.Services.GetRequiredService<IConfiguration>().AsEnumerable()
            .Where(setting => setting.Value is not null && (string[])["Storage", "Slack", "Feedback", "Delivery"] is var sections && sections.Any(section => setting.Key.StartsWith(section + ":", StringComparison.Ordinal)))
            .Select(setting => $"--{setting.Key}={setting.Value}"),
    ];

    public static Task<Examination> OfAsync(Hotel hotel, params IEnumerable<string> more) => OfAsync(TimeProvider.System, [.. SettingsOf(hotel), .. more]);

    public static async Task<Examination> OfAsync(TimeProvider time, params string[] settings)
    {
        var written = new ConcurrentBag<(string Partition, string Row)>();
        await using var app = HuddleBotBuilder.Build(time, services => Watch(services, written), ["--Logging:LogLevel:Default=Critical", .. settings]);
        await using var words = new StringWriter();
        var report = new DoctorReport(words);
        await report.WriteAsync(app.Services.GetServices<IDiagnosis>(), CancellationToken.None);
        return new(report.ExitCode, words.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) { Written = [.. written.Distinct()] };
    }

    /// <summary>Exactly this is wrong, and each says what to do.</summary>
    public void FoundWrong(params string[] words)
    {
        Assert.Equal(1, ExitCode);
        var wrong = Wrong.ToList();
        Assert.True(wrong.Count == words.Length, string.Join('\n', Lines));
        foreach (var (line, part) in wrong.Zip(words)) Assert.Contains(part, line, StringComparison.Ordinal);
        Assert.All(wrong, line => Assert.Matches(" → .+", line));
    }

    private static void Watch(IServiceCollection services, ConcurrentBag<(string Partition, string Row)> written)
    {
        var real = services.Last(service => service.ServiceType == typeof(ITableStore));
        services.AddSingleton<ITableStore>(provider => new WrittenRows((ITableStore)real.ImplementationFactory!(provider), written));
    }

    public void Noted(string words) => Assert.Contains(Lines, line => line.StartsWith("note ", StringComparison.Ordinal) && line.Contains(words, StringComparison.Ordinal));
}
