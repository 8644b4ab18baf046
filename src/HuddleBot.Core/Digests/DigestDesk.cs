using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using NodaTime;

namespace HuddleBot.Core.Digests;

public sealed class DigestDesk(DigestReading reading, DigestMaking making, ITeamDirectory directory, RowSequence sequence, TimeProvider time) : IDigestDesk
{
    public async Task<CardContent> PreviewAsync(PersonId person, CancellationToken cancellationToken)
    {
        var teams = await directory.CurrentAsync(cancellationToken);
        if (DigestAddressee.For(person, teams) is not { } to) return new CardContent.RefusalNote(null, new Refusal.NoDigest());
        return await reading.PreviewAsync(to, new(to.Zone) { Preview = new(sequence.Next(Instant.FromDateTimeOffset(time.GetUtcNow())), NextOf(to, teams), MaySendToLeads(person, teams)) }, cancellationToken);
    }

    public async Task<CardContent> SendAsync(PersonId person, string preview, DigestTarget target, CancellationToken cancellationToken)
    {
        var teams = await directory.CurrentAsync(cancellationToken);
        if (DigestAddressee.For(person, teams) is not { } to || (target == DigestTarget.Leads && !MaySendToLeads(person, teams))) return new CardContent.RefusalNote(null, new Refusal.NoDigest());
        var operation = StableHash.Of("digest", person.ToString(), preview, target.ToString());
        await making.MakeAskedAsync(target == DigestTarget.Me ? [to] : DigestAddressee.OfLeads(teams), operation, cancellationToken);
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
