using HuddleBot.Audit;
using HuddleBot.Core.Digests;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Digests;
using HuddleBot.Hosting;
using NodaTime;

namespace HuddleBot.Commands;

/// <summary><c>export digest</c>: the numbers of a digest of all teams, as CSV.</summary>
internal sealed class DigestExport(IDigestReports reports, DigestPeriod period, TimeProvider time) : IExport
{
    /// <summary>In the days of the CX leads, or of the first team where they have no digest.</summary>
    /// <exception cref="InvalidDataException">The text is no period.</exception>
    public static async Task<DigestExport> OpenAsync(IServiceProvider services, string text, CancellationToken cancellationToken)
    {
        var teams = await services.GetRequiredService<ITeamDirectory>().CurrentAsync(cancellationToken);
        var zone = teams.Company.Digest?.Zone ?? teams.Teams.Select(team => team.TimeZone).FirstOrDefault() ?? DateTimeZone.Utc;
        var time = services.GetRequiredService<TimeProvider>();
        var period = DigestPeriodText.TryParse(text, time.GetCurrentInstant().InZone(zone).Date, zone) ?? throw new InvalidDataException($"'{text}' is no period; write {DigestPeriodText.Forms}.");
        return new(services.GetRequiredService<IDigestReports>(), period, time);
    }

    public async Task<long> WriteAsync(Stream output, CancellationToken cancellationToken) =>
        DigestCsv.Write(await reports.MakeAsync(new DigestScope.WholeCompany(), period, time.GetCurrentInstant(), cancellationToken), output);
}
