#include "widgets/work/picture_job.h"

#include "core/base/error.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/plots/plot_export.h"
#include "widgets/render/opengl/gl_surface.h"
#include "widgets/render/pictures/picture_maker.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace mbtr::gui {

namespace {

constexpr double kScreenDpi = 96;

bool isVector(PictureFormat format)
{
    return format == PictureFormat::Svg || format == PictureFormat::Pdf || format == PictureFormat::Glb;
}

QByteArray pngOf(QImage image, double dpi)
{
    image.setDotsPerMeterX(qRound(dpi / 0.0254));
    image.setDotsPerMeterY(qRound(dpi / 0.0254));
    QBuffer buffer;
    image.save(&buffer, "PNG");
    return buffer.data();
}

QByteArray shapesOf(const PictureOrder& order, const ScenePicture& picture, const SceneContent& content)
{
    if (order.format == PictureFormat::Svg)
        return sceneAsSvg(picture, content, order.size(), order.isTransparent);
    if (order.format == PictureFormat::Pdf)
        return sceneAsPdf(picture, content, order.size(), order.isTransparent);
    return sceneAsGlb(picture, content);
}

QStringList encoderArguments(const PictureOrder& order, const QString& frames, const QString& target)
{
    QStringList arguments {"-y", "-loglevel", "error", "-framerate", QString::number(order.framesPerSecond), "-i", frames};
    if (order.format == PictureFormat::Gif)
        return arguments << "-vf"
                         << "split[a][b];[a]palettegen=reserve_transparent=0[p];[b][p]paletteuse=dither=sierra2_4a"
                         << "-f"
                         << "gif" << target;
    // H.264 in the colours every player knows needs even sizes.
    return arguments << "-vf"
                     << "pad=ceil(iw/2)*2:ceil(ih/2)*2"
                     << "-c:v"
                     << "libx264"
                     << "-crf"
                     << "18"
                     << "-pix_fmt"
                     << "yuv420p"
                     << "-movflags"
                     << "+faststart"
                     << "-f"
                     << "mp4" << target;
}

} // namespace

bool isAnimation(PictureFormat format)
{
    return format == PictureFormat::PngSequence || format == PictureFormat::Mp4 || format == PictureFormat::Gif;
}

bool canMakeFilms()
{
    return !QStandardPaths::findExecutable("ffmpeg").isEmpty();
}

PictureJob::PictureJob(JobList* jobs, QObject* parent)
    : Job(*jobs, tr("Saving a picture"), parent)
    , m_builder(std::make_unique<LatestJob<SceneContent>>(
          m_parts, tr("Building the scene"), [this](SceneContent content) { drawBuilt(std::move(content)); },
          [this](const QString& problem) { fail(problem); }))
    , m_writer(std::make_unique<LatestJob<bool>>(
          m_parts, tr("Writing"), [this](bool) { noteSaved(); }, [this](const QString& problem) { fail(problem); }))
{
}

PictureJob::~PictureJob() = default;

void PictureJob::start(const PictureOrder& order)
{
    cancel();
    m_order = order;
    m_order.frames = isAnimation(order.format) ? std::max(order.frames, 1) : 1;
    m_frame = 0;
    noteStart();
    if (isAnimation(order.format)) {
        m_folder = std::make_shared<QTemporaryDir>(QFileInfo(order.path).absolutePath() + "/.picture-XXXXXX");
        if (!m_folder->isValid()) {
            fail(tr("%1: cannot be written: %2").arg(order.path, m_folder->errorString()));
            return;
        }
    }
    buildNext();
}

void PictureJob::buildNext()
{
    m_scene = m_order.scene(m_frame);
    if (!m_scene.structure) {
        fail(tr("There is no structure to draw."));
        return;
    }
    noteProgress(double(m_frame) / m_order.frames,
                 m_order.frames > 1 ? tr("picture %1 of %2").arg(m_frame + 1).arg(m_order.frames) : QString());
    if (isVector(m_order.format))
        m_writer->start([order = m_order, picture = m_scene](Progress&) {
            writeBytes(order.path, shapesOf(order, picture, contentOf(picture)));
            return true;
        });
    else
        m_builder->start([picture = m_scene](Progress&) { return contentOf(picture); });
}

void PictureJob::drawBuilt(SceneContent content)
{
    if (!m_maker && openGlWidgetsWork())
        m_maker = std::make_unique<PictureMaker>();
    const QImage image = m_maker
        ? m_maker->draw(m_scene, std::move(content), m_order.pixels, m_order.dpi / kScreenDpi, m_order.isTransparent)
        : QImage();
    if (image.isNull())
        fail(tr("The picture needs OpenGL 3.2, which is not available here; SVG and PDF do not."));
    else
        saveImage(image);
}

QString PictureJob::frameName(int frame) const
{
    return m_folder->filePath(QStringLiteral("%1.png").arg(frame, 5, 10, QLatin1Char('0')));
}

void PictureJob::saveImage(const QImage& image)
{
    const QString path = m_folder ? frameName(m_frame) : m_order.path;
    m_writer->start([image, path, dpi = m_order.dpi, folder = m_folder](Progress&) {
        writeBytes(path, pngOf(image, dpi));
        return true;
    });
}

void PictureJob::noteSaved()
{
    if (++m_frame < m_order.frames)
        buildNext();
    else if (m_order.format == PictureFormat::PngSequence)
        moveFolder();
    else if (isAnimation(m_order.format))
        encode();
    else
        succeed();
}

void PictureJob::moveFolder()
{
    m_folder->setAutoRemove(false);
    if (QDir().rename(m_folder->path(), m_order.path)) {
        QFile::setPermissions(m_order.path,
                              QFile::permissions(m_order.path) | QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther
                                  | QFile::ExeOther);
        succeed();
        return;
    }
    m_folder->setAutoRemove(true);
    fail(tr("%1: cannot be written: a file or folder of this name exists already.").arg(m_order.path));
}

void PictureJob::encode()
{
    noteProgress(1, tr("encoding"));
    const QString film = m_folder->filePath("film");
    m_encoder = std::make_unique<QProcess>();
    connect(m_encoder.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(tr("The program ffmpeg, which makes films, cannot be started."));
    });
    connect(m_encoder.get(), &QProcess::finished, this, [this, film](int code, QProcess::ExitStatus status) {
        if (code != 0 || status != QProcess::NormalExit) {
            const QString reason = QString::fromLocal8Bit(m_encoder->readAllStandardError()).section('\n', 0, 0).trimmed();
            fail(tr("%1: ffmpeg could not make the film: %2").arg(m_order.path, reason));
            return;
        }
        QFile::remove(m_order.path);
        QFile::rename(film, m_order.path) ? succeed() : fail(tr("%1: cannot be written.").arg(m_order.path));
    });
    m_encoder->start("ffmpeg", encoderArguments(m_order, m_folder->filePath("%05d.png"), film));
}

void PictureJob::cancel()
{
    if (!isRunning())
        return;
    end();
    emit cancelled();
}

void PictureJob::succeed()
{
    end();
    emit finished();
}

void PictureJob::fail(const QString& problem)
{
    end();
    emit failed(problem);
}

/// Leaves nothing behind.
void PictureJob::end()
{
    m_builder->cancel();
    m_writer->cancel();
    if (m_encoder) {
        m_encoder->disconnect(this);
        m_encoder->kill();
        m_encoder.release()->deleteLater(); // it may be the one that tells
    }
    m_folder.reset();
    m_maker.reset();
    noteEnd();
}

} // namespace mbtr::gui

#include "moc_picture_job.cpp"
