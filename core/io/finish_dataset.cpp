#include "core/io/finish_dataset.h"

namespace mbtr {

Dataset finishDataset(DatasetBuilder& builder, ImportNotes& notes)
{
    Dataset dataset = builder.finish();
    for (Message& message : notes.take())
        dataset.messages.push_back(std::move(message));
    return dataset;
}

} // namespace mbtr
