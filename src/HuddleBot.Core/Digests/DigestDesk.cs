using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;

namespace HuddleBot.Core.Digests;

/// <summary>To whom a digest goes that somebody asks for.</summary>
public enum DigestTarget
{
    /// <summary>Whoever asks, directly, with the details.</summary>
    Me,

    /// <summary>The CX leads, as by the calendar.</summary>
    Leads,
}

/// <summary>The digest for who asks: CX leads and admins see the whole, managers their teams, and nobody else anything.</summary>
public sealed class DigestDesk(DigestReading reading, DigestMaking making, ITeamDirectory directory, TimeProvider time)
{
    /// <summary>What it would say if it came now, for their eyes; or why not.</summary>
    public async Task<CardContent> PreviewAsync(PersonId person, CancellationToken cancellationToken)
    {
        var teams = await directory.CurrentAsync(cancellationToken);
        if (DigestAddressee.For(person, teams) is not { } to) return new CardContent.RefusalNote(null, new Refusal.NoDigest());
        return await reading.PreviewAsync(to, new(to.Zone) { Preview = new(NextOf(to, teams), MaySendToLeads(person, teams)) }, cancellationToken);
    }

    /// <summary>Sends it now, whatever the calendar says, and says so.</summary>
    /// <param name="operation">The click, so that its repetition sends nothing again.</param>
    public async Task<CardContent> SendAsync(PersonId person, string operation, DigestTarget target, CancellationToken cancellationToken)
    {
        var teams = await directory.CurrentAsync(cancellationToken);
        if (DigestAddressee.For(person, teams) is not { } to || (target == DigestTarget.Leads && !MaySendToLeads(person, teams))) return new CardContent.RefusalNote(null, new Refusal.NoDigest());
        foreach (var one in target == DigestTarget.Me ? [to] : DigestAddressee.OfLeads(teams)) await making.MakeAskedAsync(one, operation, cancellationToken);
        return new CardContent.DigestSentNote(target);
    }

    /// <summary>What is the company's is sent by who may read it, where there is somebody to send it to.</summary>
    private static bool MaySendToLeads(PersonId person, TeamsSnapshot teams) =>
        (teams.Company.CxLeads.Contains(person) || teams.Company.Admins.Contains(person)) && DigestAddressee.OfLeads(teams).Count > 0;

    /// <summary>Of who reads it in the CX leads' channel, that of the channel.</summary>
    private Instant? NextOf(DigestAddressee to, TeamsSnapshot teams)
    {
        if (teams.Company.Digest is not { } schedule) return null;
        var planned = DigestAddressee.Of(teams);
        var own = planned.FirstOrDefault(one => one.Key == to.Key) ?? (to.Scope is DigestScope.WholeCompany ? planned.FirstOrDefault(one => one.Scope is DigestScope.WholeCompany) : null);
        return own is null ? null : DigestCalendar.Around(schedule, own.Zone, Instant.FromDateTimeOffset(time.GetUtcNow())).Next.At;
    }
}
