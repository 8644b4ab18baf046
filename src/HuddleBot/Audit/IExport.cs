namespace HuddleBot.Audit;

/// <summary>Writes something that is stored for other programs, as it is read: the memory does not grow with what there is.</summary>
internal interface IExport
{
    /// <returns>How many lines of data were written.</returns>
    Task<long> WriteAsync(Stream output, CancellationToken cancellationToken);
}
